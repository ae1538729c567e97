import { html, useEffect, useRef, useState } from './vendor/htm-preact-3.1.1.js';
import { act } from './api.js';

const NO_FRAMES_MS = 6000;

/** LiveKit's client is half a megabyte: it is loaded when somebody watches. */
async function livekit() {
  await import('./vendor/livekit-client-2.16.1.js');
  return globalThis.LivekitClient;
}

export function Watch({ session, token, rights, info, failed }) {
  const [state, setState] = useState({ phase: 'off' });
  const face = useRef(null);
  const voice = useRef(null);
  const wanted = useRef(0);
  const room = useRef(null);
  /** Ends what is under way too: whoever goes while the room is being joined mustn’t stay in it. */
  const leave = () => {
    wanted.current += 1;
    room.current?.disconnect();
    room.current = null;
  };
  useEffect(() => leave, []);
  const stop = () => {
    leave();
    setState({ phase: 'off' });
  };
  const start = async () => {
    leave();
    const turn = wanted.current;
    const isWanted = () => turn === wanted.current;
    const tell = (next) => isWanted() && setState(next);
    tell({ phase: 'joining' });
    try {
      const seat = await act(token, session, 'token');
      if (isWanted() && !seat.server_url) return tell({ phase: 'foreign' });
      const client = await livekit();
      if (!isWanted()) return;
      room.current = new client.Room({ adaptiveStream: false, dynacast: false });
      await join(room.current, client.RoomEvent, seat, session, { face, voice, tell });
    } catch (failure) {
      if (!isWanted()) return;
      leave();
      setState({ phase: 'off', problem: failure.message });
      if (failure.status === 401) failed(failure);
    }
  };
  const hint = hindrance(session, rights, info);
  const on = state.phase === 'joining' || state.phase === 'in';
  return html`
    <section class="card watch" aria-labelledby="watch">
      <div class="heading">
        <h3 id="watch">Watch</h3>
        ${on
          ? html`<button type="button" onClick=${stop}>Stop watching</button>`
          : html`<button type="button" class="primary" disabled=${Boolean(hint)} onClick=${start}>Watch</button>`}
      </div>
      ${hint ? html`<p class="faint">${hint}</p>` : null}
      ${state.problem ? html`<p class="note bad" role="alert">${state.problem}</p>` : null}
      ${state.phase === 'foreign' ? html`<p class="note">This avatar stands in an Agora channel, and this page can join LiveKit rooms only. Your own page gets what joins the channel from the operator’s token endpoint.</p>` : null}
      <div class="stage" hidden=${!on}>
        <video ref=${face} class="face" playsinline autoplay muted aria-label="The avatar of ${session.name}"></video>
        <audio ref=${voice} autoplay></audio>
        ${state.video ? null : html`<p class="curtain" role="status">${state.phase === 'joining' ? 'Joining the room …' : state.here ? 'The avatar is here, its video isn’t.' : 'Nobody stands here yet. The avatar shows when it joins.'}</p>`}
      </div>
      ${state.phase === 'in' ? html`<${Sight} state=${state} face=${face} />` : null}
      <${Embed} session=${session} />
    </section>
  `;
}

function hindrance(session, rights, info) {
  if (!info.watch) return 'Nobody can watch here: the console was started without --token-endpoint.';
  if (!rights.watch) return 'Watching needs the right to create avatarsessions/token: the role edit contains it.';
  if (session.suspend || session.finishedAt || session.deleting) return 'The avatar isn’t in the room.';
  if (!session.conditions.some((each) => each.type === 'Accepted' && each.status === 'True')) return 'There is nothing to watch: the session isn’t accepted.';
  return null;
}

/** Joins hidden and takes the avatar's tracks only: whatever else is said in the room stays there. */
async function join(room, RoomEvent, seat, session, { face, voice, tell }) {
  const isAvatar = (participant) => participant.identity === (session.rtc.identity || `avatar-${session.uid}`);
  const show = () => tell((before) => ({ ...before, phase: 'in', ...seen(room, isAvatar) }));
  const take = (publication, participant) => {
    if (isAvatar(participant)) publication.setSubscribed(true);
    show();
  };
  room
    .on(RoomEvent.TrackPublished, take)
    .on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
      if (isAvatar(participant)) track.attach(track.kind === 'video' ? face.current : voice.current);
      show();
    })
    .on(RoomEvent.TrackUnsubscribed, (track) => {
      track.detach();
      show();
    })
    .on(RoomEvent.Disconnected, () => tell((before) => (before.phase === 'in' ? { phase: 'off', problem: 'The connection to the room has ended.' } : before)));
  for (const event of ['ParticipantConnected', 'ParticipantDisconnected', 'TrackUnpublished', 'TrackMuted', 'TrackUnmuted', 'Reconnecting', 'Reconnected']) {
    room.on(RoomEvent[event], show);
  }
  try {
    await room.connect(seat.server_url, seat.participant_token, { autoSubscribe: false });
  } catch (failure) {
    throw new Error(`The room can’t be joined at ${seat.server_url}: ${failure.message}`);
  }
  room.remoteParticipants.forEach((each) => each.trackPublications.forEach((publication) => take(publication, each)));
  room.startAudio().catch(() => {});
  show();
}

function seen(room, isAvatar) {
  const all = [...room.remoteParticipants.values()];
  const avatar = all.find(isAvatar);
  const track = (source) => avatar && [...avatar.trackPublications.values()].find((each) => each.kind === source);
  const word = (publication) =>
    !publication ? 'none' : publication.isMuted ? 'muted' : publication.isSubscribed ? 'on' : 'published';
  return {
    here: Boolean(avatar),
    others: all.length - (avatar ? 1 : 0),
    link: room.state,
    video: track('video')?.isSubscribed || false,
    videoWord: word(track('video')),
    audioWord: word(track('audio')),
    sound: track('audio')?.track?.mediaStreamTrack || null,
  };
}

/** What comes in: frames, their size, the loudness. */
function Sight({ state, face }) {
  const [frames, setFrames] = useState({ rate: 0, size: '', late: false });
  useEffect(() => {
    let before = 0;
    const since = Date.now();
    const timer = setInterval(() => {
      const video = face.current;
      const total = video?.getVideoPlaybackQuality?.().totalVideoFrames || 0;
      const rate = total - before;
      before = total;
      const size = video?.videoWidth ? `${video.videoWidth} × ${video.videoHeight}` : '';
      setFrames({ rate: Math.max(0, rate), size, late: !size && Date.now() - since > NO_FRAMES_MS });
    }, 1000);
    return () => clearInterval(timer);
  }, [state.video]);
  return html`
    <${Loudness} sound=${state.sound} />
    <dl class="facts">
      <div><dt>Video</dt><dd>${state.videoWord}${frames.size ? `, ${frames.size}, ${frames.rate} frames/s` : ''}</dd></div>
      <div><dt>Audio</dt><dd>${state.audioWord}</dd></div>
      <div><dt>Others in the room</dt><dd>${state.others}</dd></div>
      <div><dt>Connection</dt><dd>${state.link}</dd></div>
    </dl>
    ${state.video && frames.late ? html`<p class="note" role="status">The video track is there, and no picture can be made of it. That is so with a real avatar service: its video carries the animation, which only AvatarKit draws. What you hear is the avatar.</p>` : null}
  `;
}

function Loudness({ sound }) {
  const meter = useRef(null);
  useEffect(() => {
    if (!sound) return undefined;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([sound])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
      if (meter.current) meter.current.value = Math.min(1, Math.sqrt(power) * 4);
    }, 50);
    return () => {
      clearInterval(timer);
      context.close();
    };
  }, [sound]);
  return html`<p class="loudness"><label for="loudness">Loudness</label> <meter id="loudness" ref=${meter} min="0" max="1" value="0"></meter></p>`;
}

function Embed({ session }) {
  return html`
    <details>
      <summary>Show it in your own page</summary>
      <p>
        The avatar’s video carries its animation, and AvatarKit in the visitor’s browser draws the face from it. Your page needs
        AvatarKit with its RTC adapter, and <code>livekit-client</code> in exactly version 2.16.1 for a LiveKit room.
      </p>
      <ol>
        <li>Your backend asks the operator’s token endpoint, with its own Kubernetes token:<br />
          <code class="block">POST /v1/namespaces/${session.namespace}/avatarsessions/${session.name}/token</code></li>
        <li>It hands the answer to the visitor: ${session.rtc.kind === 'Agora' ? 'App ID, channel, uid and token' : 'server_url, participant_token and room_name'}.</li>
        <li>The page gives these to AvatarKit’s adapter for ${session.rtc.kind}, with the avatar id <code>${session.avatar}</code>.</li>
      </ol>
    </details>
  `;
}

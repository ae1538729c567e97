import { html, useEffect, useRef, useState } from './vendor/htm-preact-3.1.1.js';
import { speechSocket } from './api.js';
import { fromFile, fromMicrophone, PIECE_MS } from './sound.js';

/** Speaks one segment into the session; told(...) says how it goes, until done() or a failure. */
function speak(token, session, source, told) {
  const socket = speechSocket(token, session);
  const segment = `console-${crypto.randomUUID()}`;
  let credit = 0;
  let sent = 0;
  let over = false;
  const queue = [];
  let ended = false;
  const finish = (result) => {
    if (over) return;
    over = true;
    source.stop();
    socket.close();
    told({ over: true, ...result });
  };
  const send = () => {
    while (queue.length && credit >= PIECE_MS) {
      const piece = queue.shift();
      socket.send(piece);
      credit -= PIECE_MS;
      sent += PIECE_MS;
    }
    if (ended && !queue.length) {
      ended = false;
      socket.send(JSON.stringify({ type: 'end' }));
    }
    told({ sent: sent / 1000 });
  };
  const heard = {
    ready(message) {
      credit = message.credit;
      socket.send(JSON.stringify({ type: 'start', segment }));
      source.start(message.sampleRateHz, (piece) => queue.push(piece) && send(), () => ((ended = true), send())).catch((failure) => finish({ problem: failure.message }));
    },
    credit(message) {
      credit += message.ms;
      send();
    },
    started: () => told({ speaking: true }),
    finished: (message) => message.segment === segment && finish({ result: message }),
    error: (message) => finish({ problem: message.message, status: message.status }),
  };
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(event.data);
    heard[message.type]?.(message);
  });
  socket.addEventListener('close', (event) => finish({ problem: closed(event) }));
  return { end: () => source.end(), cancel: () => finish({ problem: null }) };
}

function closed(event) {
  if (event.code === 4409) return 'Another client has taken the audio connection of this session.';
  return event.reason || 'The connection to the worker has ended.';
}

export function Say({ session, token, rights, failed }) {
  const [state, setState] = useState({});
  const [file, setFile] = useState(null);
  const running = useRef(null);
  useEffect(() => () => running.current?.cancel(), []);
  const begin = (source, kind) => {
    setState({ busy: kind });
    running.current = speak(token, session, source, (news) => {
      if (news.status === 401) failed(news);
      setState((before) => (news.over ? { result: news.result, problem: news.problem } : { ...before, ...news }));
    });
  };
  const hint = hindrance(session, rights);
  return html`
    <section class="card" aria-labelledby="say">
      <h3 id="say">Say something</h3>
      ${hint
        ? html`<p class="faint">${hint}</p>`
        : html`
            <div class="say">
              <label class="file"><span>Recording</span>
                <input type="file" accept="audio/*,.wav" disabled=${state.busy} onChange=${(event) => setFile(event.target.files[0])} />
              </label>
              <button type="button" disabled=${!file || state.busy} onClick=${() => begin(fromFile(file), 'file')}>Say it</button>
              ${state.busy === 'microphone'
                ? html`<button type="button" class="danger" onClick=${() => running.current.end()}>Stop speaking</button>`
                : html`<button type="button" disabled=${state.busy} onClick=${() => begin(fromMicrophone(), 'microphone')}>Use the microphone</button>`}
            </div>
            <p class="told ${state.problem ? 'bad' : ''}" role="status">${progress(state)}</p>
            <p class="faint">While you speak here, this page has the session’s audio connection; a pipeline that had it is cut off (close code 4409) and has to connect anew afterwards.</p>
          `}
    </section>
  `;
}

function hindrance(session, rights) {
  if (session.audio.source !== 'ingest') return `This session speaks by itself (${session.audio.source}). Only sessions with source ingest can be spoken through.`;
  if (session.audio.format !== 'PCM_S16LE') return 'This session takes Ogg Opus, which this page doesn’t make. Use your pipeline.';
  if (!rights.say) return 'Speaking needs the right to read the session’s -ingest Secret: the role edit contains it.';
  if (!session.ingest) return 'The session takes no audio at the moment.';
  return null;
}

function progress(state) {
  if (state.problem) return state.problem;
  if (state.result) {
    const { reason, playedMs, latencyMs } = state.result;
    const heard = `${(playedMs / 1000).toFixed(1)} s were heard`;
    const after = latencyMs === null || latencyMs === undefined ? '' : `, the avatar moved after ${latencyMs} ms`;
    return reason === 'Played' ? `Said: ${heard}${after}.` : `${reason}: ${heard}.`;
  }
  if (!state.busy) return '';
  if (state.busy === 'microphone' && state.sent === undefined) return 'Opening the microphone …';
  return `${state.speaking ? 'The avatar speaks' : 'Sending'}: ${(state.sent || 0).toFixed(1)} s sent.`;
}

// Somebody in the room: writes down when the first picture came, how loud it was and how dark the avatar's mouth. All
// times are milliseconds of the machine's wall clock.

const LONGEST = 60_000;
const MOUTH = [290, 222, 60, 44];

const wall = () => performance.timeOrigin + performance.now();
const video = document.querySelector('video');
const audio = document.querySelector('audio');
const pen = new OffscreenCanvas(MOUTH[2], MOUTH[3]).getContext('2d', { willReadFrequently: true });
const at = {};
let sounds = [];
let mouths = [];
let looking = false;
let voice;
let buffered = [0, 0];

function keep(all, entry) {
  all.push(entry);
  if (all.length > LONGEST) all.shift();
}

async function measure(track) {
  const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
  await context.audioWorklet.addModule('/meter.js');
  const meter = new AudioWorkletNode(context, 'meter');
  meter.port.onmessage = ({ data }) => keep(sounds, data);
  context.createMediaStreamSource(new MediaStream([track])).connect(meter);
}

function picture(_, { presentationTime }) {
  const shown = performance.timeOrigin + presentationTime;
  at.firstFrame ??= shown;
  if (looking) {
    pen.drawImage(video, ...MOUTH, 0, 0, MOUTH[2], MOUTH[3]);
    const pixels = pen.getImageData(0, 0, MOUTH[2], MOUTH[3]).data;
    let sum = 0;
    for (let each = 0; each < pixels.length; each += 4) sum += pixels[each] + pixels[each + 1] + pixels[each + 2];
    keep(mouths, [shown, 1 - sum / (pixels.length / 4) / 765]);
  }
  video.requestVideoFrameCallback(picture);
}

globalThis.listener = {
  async join(url, token) {
    const { Room, RoomEvent } = LivekitClient;
    const room = new Room({ adaptiveStream: false, dynacast: false });
    room.on(RoomEvent.TrackSubscribed, (track) => {
      at[track.kind] ??= wall();
      track.attach(track.kind === 'video' ? video : audio);
      if (track.kind === 'audio') {
        voice = track.receiver;
        measure(track.mediaStreamTrack);
      }
    });
    video.requestVideoFrameCallback(picture);
    await room.connect(url, token);
    await room.startAudio();
  },
  at: () => at,
  look: () => (looking = true),
  /** How long the sound since the last call had waited in the browser's jitter buffer, on average. */
  async waited() {
    const report = [...(await voice.getStats()).values()].find((each) => each.type === 'inbound-rtp');
    const now = [1000 * report.jitterBufferDelay, report.jitterBufferEmittedCount];
    const [delay, count] = now.map((each, at) => each - buffered[at]);
    buffered = now;
    return count ? delay / count : 0;
  },
  sounds: () => sounds,
  mouths: () => mouths,
  forget: () => {
    sounds = [];
    mouths = [];
  },
  /** Whether it has been so for so long, without interruption. */
  lasts(loud, threshold, milliseconds) {
    const last = sounds.at(-1);
    if (!last || sounds[0][0] > last[0] - milliseconds) return false;
    const recent = sounds.filter(([when]) => when > last[0] - milliseconds);
    return recent.every(([, loudness]) => loudness > threshold === loud);
  },
};

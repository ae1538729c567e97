// What LiveKit and browsers cost by themselves: a page that publishes a canvas and a tone. The canvas gets the darker, where
// avatars have their mouth, the louder the tone is. All times are milliseconds of the machine's wall clock.

const FRAMES_PER_SECOND = 25;
const LOUDNESS = 0.3;

const wall = () => performance.timeOrigin + performance.now();
let gain;
let loudness = 0;
let babbling = false;

function canvas() {
  const drawn = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = drawn.getContext('2d');
  let frame = 0;
  setInterval(() => {
    if (babbling && frame % 3 === 0) set(Math.random() < 0.3 ? 0 : Math.random() ** 2);
    pen.fillStyle = '#35566b';
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = `hsl(0 0% ${90 - 80 * openness()}%)`;
    pen.fillRect(240, 180, 160, 120);
    pen.fillStyle = '#e8b48e';
    pen.fillRect((frame++ * 8) % 600, 20, 40, 40);
  }, 1000 / FRAMES_PER_SECOND);
  return drawn.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
}

function set(to) {
  loudness = to;
  gain.gain.value = to * LOUDNESS;
}

/** As far as the simulator opens the mouth: shut below -50 decibels, wide open from -14 on. */
function openness() {
  const decibels = 20 * Math.log10(Math.max(1e-6, (loudness * LOUDNESS) / Math.SQRT2));
  return Math.max(0, Math.min(1, (decibels + 50) / 36));
}

function tone() {
  const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
  const oscillator = new OscillatorNode(context, { frequency: 440 });
  const out = context.createMediaStreamDestination();
  gain = new GainNode(context, { gain: 0 });
  oscillator.connect(gain).connect(out);
  oscillator.start();
  return out.stream.getAudioTracks()[0];
}

globalThis.publisher = {
  /** Joins and publishes; when it began to. */
  async join(url, token) {
    const [video, audio] = [canvas(), tone()];
    const began = wall();
    const room = new LivekitClient.Room();
    await room.connect(url, token);
    const plain = { simulcast: false, videoCodec: 'vp8', dtx: false, red: false };
    await Promise.all([
      room.localParticipant.publishTrack(video, { ...plain, source: 'camera' }),
      room.localParticipant.publishTrack(audio, { ...plain, source: 'microphone' }),
    ]);
    return began;
  },
  /** Turns the tone on or off; when. */
  speak(loud) {
    set(loud ? 1 : 0);
    return wall();
  },
  /** Another loudness every 120 ms, with pauses, until it is told to stop. */
  babble(on) {
    babbling = on;
    set(0);
  },
};

// What LiveKit and browsers cost by themselves: a page that publishes a moving canvas, and a tone that can be turned on
// and off. All times are milliseconds of the machine's wall clock.

const FRAMES_PER_SECOND = 25;
const LOUDNESS = 0.3;

const wall = () => performance.timeOrigin + performance.now();
let gain;

function canvas() {
  const drawn = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = drawn.getContext('2d');
  let frame = 0;
  setInterval(() => {
    pen.fillStyle = '#35566b';
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#e8b48e';
    pen.fillRect((frame++ * 8) % 600, 160, 40, 40);
  }, 1000 / FRAMES_PER_SECOND);
  return drawn.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
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
    gain.gain.value = loud ? LOUDNESS : 0;
    return wall();
  },
};

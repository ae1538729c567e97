// Where speech comes from: mono, 16 bit, at the session's rate, in pieces of 100 ms.

export const PIECE_MS = 100;
const LONGEST_FILE = 50_000_000;

function pcm(samples) {
  const piece = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at++) piece[at] = Math.max(-1, Math.min(1, samples[at])) * 0x7fff;
  return piece.buffer;
}

/** Any recording that the browser can read, resampled by it. */
export function fromFile(file) {
  return {
    async start(rate, take, end) {
      if (file.size > LONGEST_FILE) throw new Error('The recording is larger than 50 MB: split it.');
      let audio;
      try {
        audio = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer());
      } catch {
        throw new Error('This file can’t be read as a recording: choose a WAV, for example.');
      }
      const mono = mix(audio);
      const size = (rate * PIECE_MS) / 1000;
      for (let from = 0; from < mono.length; from += size) take(pcm(mono.subarray(from, from + size)));
      end();
    },
    stop() {},
    end() {},
  };
}

function mix(audio) {
  const mono = Float32Array.from(audio.getChannelData(0));
  for (let channel = 1; channel < audio.numberOfChannels; channel++) {
    audio.getChannelData(channel).forEach((sample, at) => (mono[at] += sample));
  }
  return audio.numberOfChannels > 1 ? mono.map((sample) => sample / audio.numberOfChannels) : mono;
}

/** What is said into the microphone until end() is called. */
export function fromMicrophone() {
  let stream;
  let context;
  let stopped = false;
  let ending = () => {};
  const stop = () => {
    stopped = true;
    stream?.getTracks().forEach((track) => track.stop());
    context?.close();
    stream = context = undefined;
  };
  return {
    async start(rate, take, end) {
      stream = await microphone();
      if (stopped) return stop();
      context = new AudioContext({ sampleRate: rate });
      await context.audioWorklet.addModule('/page/microphone-worklet.js');
      const node = new AudioWorkletNode(context, 'pieces', { processorOptions: { size: (rate * PIECE_MS) / 1000 } });
      node.port.onmessage = (event) => take(pcm(event.data));
      context.createMediaStreamSource(stream).connect(node);
      ending = () => {
        node.port.onmessage = null;
        stop();
        end();
      };
    },
    stop,
    end: () => ending(),
  };
}

async function microphone() {
  if (!navigator.mediaDevices) throw new Error('Browsers give the microphone to pages on https or localhost only: open the console by https.');
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
  } catch (failure) {
    throw new Error(
      failure.name === 'NotFoundError'
        ? 'No microphone was found: connect one, or choose a recording.'
        : 'The browser doesn’t let this page use the microphone: allow it beside the address, then try again.',
    );
  }
}

// How loud each five milliseconds are, with the wall clock's time at which they were played.

const BLOCK = 256;

class Meter extends AudioWorkletProcessor {
  constructor() {
    super();
    this.power = 0;
    this.filled = 0;
  }

  process([channels]) {
    for (const sample of channels[0] ?? new Float32Array(128)) {
      this.power += sample * sample;
      this.filled++;
    }
    if (this.filled >= BLOCK) {
      this.port.postMessage([Date.now(), Math.sqrt(this.power / this.filled)]);
      this.power = 0;
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor('meter', Meter);

package dev.avataroperator.simulator.publish;

import dev.avataroperator.simulator.publish.face.I420;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects at once, and sends nothing. */
final class FakeMedia implements Media {

  @Override
  public Connection open(Consumer<End> ended) {
    return new Connection() {
      @Override
      public String offer() {
        return "v=0";
      }

      @Override
      public void connect(String answer, Duration timeout) {
        // It is connected.
      }

      @Override
      public void sound(short[] chunk) {
        // Nobody hears it.
      }

      @Override
      public void picture(I420 picture) {
        // Nobody sees it.
      }

      @Override
      public void close() {
        // It is closed.
      }
    };
  }

  @Override
  public void close() {
    // Nothing was loaded.
  }
}

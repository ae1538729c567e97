package dev.avataroperator.simulator.publish;

import dev.avataroperator.simulator.publish.face.I420;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes connections that carry sound and pictures into rooms. */
public interface Media extends AutoCloseable {

  /** How a connection ended that nobody here closed. */
  enum End {
    /** The room closed it. */
    Removed,
    /** Nothing is heard of the room. */
    Lost
  }

  /**
   * One that isn't connected yet.
   *
   * @param ended is told once, from any thread, unless the connection is closed before
   */
  Connection open(Consumer<End> ended) throws PublishProblem;

  @Override
  void close();

  /** One publisher's; after its close nothing is sent. */
  interface Connection {
    /** What the room is offered, as SDP. */
    String offer() throws PublishProblem;

    /** Takes the room's answer and waits until sound and pictures flow. */
    void connect(String answer, Duration timeout) throws PublishProblem;

    /** 10 ms of one channel at 48 kHz. */
    void sound(short[] chunk);

    void picture(I420 picture);

    void close();
  }
}

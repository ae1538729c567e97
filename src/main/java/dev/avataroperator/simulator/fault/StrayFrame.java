package dev.avataroperator.simulator.fault;

import com.google.protobuf.MessageLite;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.simulator.connection.ServerFrames;
import io.vertx.core.buffer.Buffer;

/** Frames that a client must survive or refuse. */
public enum StrayFrame {
  /** A binary frame that isn't protobuf. */
  Garbage {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}));
    }
  },
  /** A text frame. */
  Text {
    @Override
    void send(FaultTarget session) {
      session.wire().text("{\"hello\":\"there\"}");
    }
  },
  /** A confirm without a connection id. */
  EmptyConfirm {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(bytes(ServerFrames.confirm("")));
    }
  },
  /** A message of a type that doesn't exist. */
  UnknownType {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(bytes(Message.newBuilder().setTypeValue(99).build()));
    }
  },
  /** A confirm, wherever the session stands. */
  Confirm {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(bytes(ServerFrames.confirm("another-connection")));
    }
  },
  /** A frame that is announced with 256 bytes, of which one comes; then the connection ends. */
  HalfFrame {
    @Override
    void send(FaultTarget session) {
      session.wire().raw(new byte[] {(byte) 0x82, 0x7e, 1, 0, 8});
      session.drop();
    }
  },
  /** A close frame without a code. */
  CloseWithoutCode {
    @Override
    void send(FaultTarget session) {
      session.wire().raw(new byte[] {(byte) 0x88, 0});
    }
  },
  /** A binary frame of 10 MB. */
  TenMegabytes {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(Buffer.buffer(new byte[10_000_000]));
    }
  },
  /** A binary frame of more than 1 MiB. */
  Oversized {
    @Override
    void send(FaultTarget session) {
      session.wire().binary(Buffer.buffer(new byte[1024 * 1024 + 1]));
    }
  };

  abstract void send(FaultTarget session);

  private static Buffer bytes(MessageLite message) {
    return Buffer.buffer(message.toByteArray());
  }
}

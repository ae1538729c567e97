package dev.avataroperator.simulator;

import com.google.protobuf.MessageLite;
import dev.avataroperator.egress.proto.Message;
import io.vertx.core.buffer.Buffer;

/** Frames that a client must survive or refuse. */
enum StrayFrame {
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

package dev.avataroperator.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.livekit.server.AccessToken;
import io.livekit.server.Agent;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import livekit.LivekitAgent.AvailabilityResponse;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.JobType;
import livekit.LivekitAgent.RegisterWorkerRequest;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.WorkerMessage;

/** A worker of LiveKit's agents, by the protocol alone: takes each job and keeps it. */
public final class AgentWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<JobAssignment> jobs = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  /** Registers under the agent's name. */
  public AgentWorker(LiveKitServer server, String agent) {
    var token = new AccessToken(server.key(), server.secret());
    token.addGrants(new Agent(true));
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token.toJwt())
            .buildAsync(server.url().resolve("/agent"), new Listener())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    var request =
        RegisterWorkerRequest.newBuilder().setType(JobType.JT_ROOM).setAgentName(agent).build();
    send(socket, WorkerMessage.newBuilder().setRegister(request).build());
  }

  /** Those it took so far, the oldest first. */
  public List<JobAssignment> jobs() {
    return List.copyOf(jobs);
  }

  /** As whom the agent of a job stands in the room. */
  public static String identity(JobAssignment job) {
    return "agent-" + job.getJob().getId();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static void send(WebSocket socket, WorkerMessage message) {
    socket.sendBinary(ByteBuffer.wrap(message.toByteArray()), true);
  }

  private final class Listener implements WebSocket.Listener {
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      var bytes = new byte[data.remaining()];
      data.get(bytes);
      frame.writeBytes(bytes);
      if (last) {
        heard(from);
        frame.reset();
      }
      from.request(1);
      return null;
    }

    private void heard(WebSocket from) {
      try {
        var message = ServerMessage.parseFrom(frame.toByteArray());
        if (message.hasAvailability()) {
          var id = message.getAvailability().getJob().getId();
          var answer =
              AvailabilityResponse.newBuilder()
                  .setJobId(id)
                  .setAvailable(true)
                  .setParticipantIdentity("agent-" + id);
          send(from, WorkerMessage.newBuilder().setAvailability(answer).build());
        } else if (message.hasAssignment()) {
          jobs.add(message.getAssignment());
        }
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
  }
}

package dev.avataroperator.cli;

import dev.avataroperator.simulator.SimulatedService;
import dev.avataroperator.simulator.publish.PublishProblem;
import dev.avataroperator.simulator.settings.Publishing;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and how the simulator publishes into LiveKit rooms. */
class PublishOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--publish",
      defaultValue = "Auto",
      description =
          "Into LiveKit rooms: ${COMPLETION-CANDIDATES}. Required: a session whose room can't be"
              + " joined gets ServerError 14.")
  Publishing.Mode mode;

  @Option(
      names = "--removed",
      defaultValue = "ServerError",
      description =
          "What a session does whose participant the room removed: ${COMPLETION-CANDIDATES}.")
  Publishing.Removal removal;

  @Option(
      names = "--join-timeout",
      defaultValue = "10s",
      converter = DurationOption.class,
      description = "A room that can't be joined within it is given up.")
  Duration joinTimeout;

  @Option(names = "--video-size", defaultValue = "640x360", paramLabel = "WIDTHxHEIGHT")
  String size;

  @Option(names = "--video-fps", defaultValue = "25", description = "From 1 to 50.")
  int framesPerSecond;

  Publishing settings() {
    return new Publishing(mode, picture(), removal, joinTimeout);
  }

  /** Fails where the simulator must publish and can't. */
  void check(SimulatedService service) {
    try {
      service.checkPublishing();
    } catch (PublishProblem e) {
      throw wrong("--publish Required: " + e.getMessage());
    }
  }

  private Publishing.Picture picture() {
    if (!size.matches("\\d{2,4}x\\d{2,4}")) {
      throw wrong("--video-size " + size + " isn't a size such as 640x360");
    }
    var sides = size.split("x");
    try {
      return new Publishing.Picture(
          Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), framesPerSecond);
    } catch (IllegalArgumentException e) {
      throw wrong("--video-size and --video-fps: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

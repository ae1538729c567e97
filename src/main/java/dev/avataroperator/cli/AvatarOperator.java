package dev.avataroperator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root: one subcommand a role. */
@Command(
    name = "avatar-operator",
    mixinStandardHelpOptions = true,
    description = "Talking avatars in WebRTC rooms, as Kubernetes resources.",
    subcommands = {
      OperatorCommand.class,
      SimulatorCommand.class,
      WorkerCommand.class,
      ConsoleCommand.class,
      AllInOneCommand.class,
      SayCommand.class
    })
public class AvatarOperator implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Name a role: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}

package dev.avataroperator;

import dev.avataroperator.cli.AvatarOperator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Runs the role named on the command line. */
@QuarkusMain
public class Main implements QuarkusApplication {
  @Inject IFactory factory;

  public static void main(String... arguments) {
    Quarkus.run(Main.class, arguments);
  }

  @Override
  public int run(String... arguments) {
    return new CommandLine(AvatarOperator.class, factory).execute(arguments);
  }
}

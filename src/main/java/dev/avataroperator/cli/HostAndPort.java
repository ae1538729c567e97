package dev.avataroperator.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The address of {@code --listen}; an IPv6 host stands in brackets. */
record HostAndPort(String host, int port) {

  static HostAndPort parse(String text, CommandLine commandLine) {
    var colon = text.lastIndexOf(':');
    try {
      var port = Integer.parseInt(text.substring(colon + 1));
      var host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
      if (!host.isEmpty() && port >= 0 && port <= 65535) {
        return new HostAndPort(host, port);
      }
    } catch (NumberFormatException e) {
      throw refuse(text, commandLine);
    }
    throw refuse(text, commandLine);
  }

  private static ParameterException refuse(String text, CommandLine commandLine) {
    return new ParameterException(commandLine, "--listen " + text + " is not HOST:PORT");
  }
}

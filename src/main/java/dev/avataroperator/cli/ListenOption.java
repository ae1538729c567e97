package dev.avataroperator.cli;

import dev.avataroperator.net.ListenAddress;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The address of {@code --listen}; an IPv6 host stands in brackets. */
class ListenOption implements ITypeConverter<ListenAddress> {
  private static final Pattern FORM = Pattern.compile("(?:\\[([^]]+)]|([^\\[\\]]+)):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public ListenAddress convert(String text) {
    var form = FORM.matcher(text);
    if (form.matches()) {
      var port = Integer.parseInt(form.group(3));
      if (port <= HIGHEST_PORT) {
        return new ListenAddress(form.group(1) == null ? form.group(2) : form.group(1), port);
      }
    }
    throw new TypeConversionException("'" + text + "' is not HOST:PORT, such as 127.0.0.1:8443");
  }
}

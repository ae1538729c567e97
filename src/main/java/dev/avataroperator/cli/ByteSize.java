package dev.avataroperator.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes on the command line, in Kubernetes' style: {@code 512Mi}, {@code 1Gi}, {@code 100M}. */
class ByteSize implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(Ki|Mi|Gi|k|M|G)?");

  @Override
  public Long convert(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new TypeConversionException("'" + text + "' is not a size such as 512Mi or 1Gi");
    }
    return Long.parseLong(match.group(1)) * unit(match.group(2));
  }

  private static long unit(String name) {
    return switch (name == null ? "" : name) {
      case "Ki" -> 1L << 10;
      case "Mi" -> 1L << 20;
      case "Gi" -> 1L << 30;
      case "k" -> 1_000L;
      case "M" -> 1_000_000L;
      case "G" -> 1_000_000_000L;
      default -> 1L;
    };
  }
}

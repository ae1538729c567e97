package dev.avataroperator.simulator.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;

/** Something that goes wrong on demand; {@code POST /sim/faults} arms one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "token", value = TokenFault.class),
  @JsonSubTypes.Type(name = "upgrade", value = UpgradeFault.class),
  @JsonSubTypes.Type(name = "confirmDelay", value = SessionFault.ConfirmDelay.class),
  @JsonSubTypes.Type(name = "confirmSwallow", value = SessionFault.ConfirmSwallow.class),
  @JsonSubTypes.Type(name = "close", value = SessionFault.Close.class),
  @JsonSubTypes.Type(name = "serverError", value = SessionFault.ServerError.class),
  @JsonSubTypes.Type(name = "silent", value = SessionFault.Silent.class),
  @JsonSubTypes.Type(name = "unpublish", value = SessionFault.Unpublish.class),
  @JsonSubTypes.Type(name = "drop", value = SessionFault.Drop.class),
  @JsonSubTypes.Type(name = "frame", value = SessionFault.Frame.class)
})
public sealed interface Fault permits TokenFault, UpgradeFault, SessionFault {

  /** How many calls or sessions it strikes; 0 means all until it is cleared. */
  Integer times();

  static List<String> kinds() {
    return Arrays.stream(Fault.class.getAnnotation(JsonSubTypes.class).value())
        .map(JsonSubTypes.Type::name)
        .toList();
  }

  static int timesOrOnce(Integer times) {
    if (times != null && times < 0) {
      throw new IllegalArgumentException("times must be 0 (until cleared) or more");
    }
    return times == null ? 1 : times;
  }

  static void requireWithin(String field, Integer value, int least, int most) {
    if (value == null || value < least || value > most) {
      throw new IllegalArgumentException(field + " must be from " + least + " to " + most);
    }
  }
}

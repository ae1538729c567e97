package dev.avataroperator.control;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.avataroperator.credential.SecretText;

/** The worker API's JSON: the only mapper that writes secrets out. */
public final class WireJson {
  private WireJson() {}

  public static ObjectMapper mapper() {
    var secrets = new SimpleModule("secrets");
    secrets.addSerializer(
        SecretText.class, new StdDelegatingSerializer(SecretText.class, reveal()));
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(secrets)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .build();
  }

  private static StdConverter<SecretText, String> reveal() {
    return new StdConverter<>() {
      @Override
      public String convert(SecretText secret) {
        return secret.reveal();
      }
    };
  }
}

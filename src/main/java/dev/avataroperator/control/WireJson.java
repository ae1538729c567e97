package dev.avataroperator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import java.io.IOException;

/** The worker API's JSON: the only mapper that writes secrets out. */
public final class WireJson {
  private static final ObjectMapper MAPPER = mapper();

  private WireJson() {}

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails with Jackson's exceptions, whose messages may repeat secrets: say the place only. */
  public static <T> T read(byte[] body, Class<T> type) throws IOException {
    return MAPPER.readValue(body, type);
  }

  /** Of an assignment's body: what the worker reports once it has accepted exactly this one. */
  public static String digest(byte[] body) {
    return Sha256.hex(body);
  }

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

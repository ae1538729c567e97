package dev.avataroperator.console;

import dev.avataroperator.credential.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page's files, which come with the program. */
final class PageFiles {
  private static final String ROOT = "console/page/";
  private static final Pattern PATH = Pattern.compile("[a-z0-9-]+(/[a-z0-9.-]+)?\\.(\\w+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> known = new ConcurrentHashMap<>();

  private record PageFile(Buffer content, String tag, String type) {}

  /** A text that comes with the program. */
  static String text(String resource) {
    return new String(read(resource), StandardCharsets.UTF_8);
  }

  void index(RoutingContext call) {
    serve(call, "index.html");
  }

  void file(RoutingContext call) {
    serve(call, call.pathParam("*") == null ? "" : call.pathParam("*"));
  }

  private void serve(RoutingContext call, String path) {
    var matcher = PATH.matcher(path);
    var type = matcher.matches() ? TYPES.get(matcher.group(2)) : null;
    var file = type == null ? null : known.computeIfAbsent(path, name -> load(name, type));
    if (file == null) {
      throw new ConsoleProblem(404, "There is no such page.");
    }
    var response =
        call.response()
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.ETAG, file.tag());
    if (file.tag().equals(call.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(file.content());
    }
  }

  private static PageFile load(String path, String type) {
    var content = read(ROOT + path);
    if (content == null) {
      return null;
    }
    var tag = HexFormat.of().formatHex(Sha256.of(new String(content, StandardCharsets.UTF_8)));
    return new PageFile(Buffer.buffer(content), '"' + tag.substring(0, 16) + '"', type);
  }

  private static byte[] read(String resource) {
    try (var stream = PageFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

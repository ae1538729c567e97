package dev.avataroperator.worker.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.worker.access.ApiProblem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads assignments; what is wrong is named by its place only, since bodies hold secrets. */
final class SessionBodies {
  private final AssignmentCheck check;

  SessionBodies(AssignmentCheck check) {
    this.check = check;
  }

  /** Throws {@link ApiProblem} with 400. */
  Assignment read(Buffer content) {
    var assignment = parse(content);
    check.check(assignment);
    return assignment;
  }

  private Assignment parse(Buffer content) {
    try {
      var assignment = content == null ? null : WireJson.read(content.getBytes(), Assignment.class);
      if (assignment == null) {
        throw ApiProblem.invalid("the body is empty: send an assignment as JSON");
      }
      return assignment;
    } catch (JsonMappingException e) {
      throw ApiProblem.invalid(
          e.getPath().isEmpty()
              ? "the body isn't an assignment: send one as a JSON object"
              : "the assignment can't be read at " + place(e));
    } catch (JsonProcessingException e) {
      throw ApiProblem.invalid("the body isn't JSON");
    } catch (IOException e) {
      throw ApiProblem.invalid("the body can't be read");
    }
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
        .collect(Collectors.joining("."));
  }
}

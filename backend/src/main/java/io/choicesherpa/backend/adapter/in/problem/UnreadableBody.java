package io.choicesherpa.backend.adapter.in.problem;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says why a body could not be read, without repeating it. */
final class UnreadableBody {

  private static final int MAX_NAME_CHARS = 64;

  static Problem problem(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      Problem problem = ofCause(cause);
      if (problem != null) {
        return problem;
      }
    }
    return Problem.of(HttpStatus.BAD_REQUEST, "A JSON object is required as the body.");
  }

  private static @Nullable Problem ofCause(Throwable cause) {
    if (cause instanceof BodyTooLargeException tooLarge) {
      return Problem.of(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(tooLarge.getMessage()));
    }
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (cause instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    if (cause instanceof StreamReadException malformed) {
      TokenStreamLocation at = malformed.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      return Problem.of(HttpStatus.BAD_REQUEST, "The body is not well-formed JSON" + where + ".");
    }
    return null;
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    Collection<Object> ids = unknown.getKnownPropertyIds();
    List<String> known =
        ids == null ? List.of() : ids.stream().map(String::valueOf).sorted().toList();
    String name = bounded(unknown.getPropertyName());
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "Unknown field " + name + "; known: " + String.join(", ", known) + ".")
        .with("field", name)
        .with("allowed", known);
  }

  private static Problem mismatch(MismatchedInputException mismatch) {
    String path =
        mismatch.getPath().stream()
            .map(JacksonException.Reference::getPropertyName)
            .filter(name -> name != null)
            .collect(Collectors.joining("."));
    if (path.isEmpty()) {
      return Problem.of(HttpStatus.BAD_REQUEST, "A JSON object is required as the body.");
    }
    Class<?> target = mismatch.getTargetType();
    String kind =
        target == null ? "of another type" : "a " + target.getSimpleName().toLowerCase(Locale.ROOT);
    return Problem.of(HttpStatus.BAD_REQUEST, bounded(path) + " must be " + kind + ".")
        .with("field", bounded(path));
  }

  private static String bounded(String name) {
    return name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS) + "…";
  }

  private UnreadableBody() {}
}

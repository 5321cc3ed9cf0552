package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemMapper;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The container's error page: failures outside of the handlers, such as in a filter. */
@Controller
final class ErrorPageController implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPageController.class);

  private final ProblemWriter problems;

  ErrorPageController(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("${server.error.path:/error}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(response, problem(request));
  }

  private static Problem problem(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception failure) {
      Problem problem = ProblemMapper.map(failure);
      if (problem.status().is5xxServerError()) {
        LOG.error("Request failed outside of its handler", failure);
      }
      return problem;
    }
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
      HttpStatus status = HttpStatus.resolve(code);
      if (status != null && status.is4xxClientError()) {
        return Problem.of(status, "The request was refused.");
      }
      return ProblemMapper.internalError();
    }
    // Nobody was sent here: the path was typed.
    return Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this path.");
  }
}

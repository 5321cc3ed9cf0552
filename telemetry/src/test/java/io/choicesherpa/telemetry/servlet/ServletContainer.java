package io.choicesherpa.telemetry.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat with one filter and one servlet, on a free port of the loopback interface. */
final class ServletContainer implements AutoCloseable {

  /** Where an answer with {@link #WITH_ERROR_PAGE} is sent on to, within the container. */
  static final String ERROR_PAGE = "/error-page";

  static final int WITH_ERROR_PAGE = 418;

  private final Tomcat tomcat;

  private ServletContainer(Tomcat tomcat) {
    this.tomcat = tomcat;
  }

  static ServletContainer start(TelemetryFilter filter, HttpServlet servlet) {
    Tomcat tomcat = new Tomcat();
    File base = Path.of("target", "tomcat").toFile();
    tomcat.setBaseDir(base.getAbsolutePath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    Wrapper wrapper = Tomcat.addServlet(context, "servlet", servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMappingDecoded("/", "servlet");
    FilterDef definition = new FilterDef();
    definition.setFilterName("telemetry");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("telemetry");
    mapping.addURLPattern("/*");
    mapping.setDispatcher(DispatcherType.REQUEST.name());
    mapping.setDispatcher(DispatcherType.ASYNC.name());
    mapping.setDispatcher(DispatcherType.ERROR.name());
    context.addFilterMap(mapping);
    ErrorPage page = new ErrorPage();
    page.setErrorCode(WITH_ERROR_PAGE);
    page.setLocation(ERROR_PAGE);
    context.addErrorPage(page);
    StandardContext standard = (StandardContext) context;
    standard.addApplicationEventListener(new RequestEndListener());
    // These searches for leaks of a redeployed application want more rights than a test has.
    standard.setClearReferencesRmiTargets(false);
    standard.setClearReferencesThreadLocals(false);
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
    return new ServletContainer(tomcat);
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}

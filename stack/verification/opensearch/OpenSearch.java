import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.opensearch.client.node.NodeClient;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.Node;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.Netty4Plugin;

/**
 * OpenSearch as one node on loopback, for stack/verify; ends with SIGTERM.
 *
 * <p>Arguments: the folder for its data, the HTTP port. Started from source: {@code java -cp
 * 'jars/*' OpenSearch.java folder port}.
 */
final class OpenSearch {

  private OpenSearch() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "stack-verify")
            .put("node.name", "opensearch")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", arguments[1])
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    LogConfigurator.configureWithoutConfig(settings);
    Node node = new OneNode(new Environment(settings, home.resolve("config")));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close"));
    node.start();
    new CountDownLatch(1).await();
  }

  private static void close(Node node) {
    try {
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      System.err.println("not closed: " + e);
    }
  }

  /** A node whose plugins are on the class path. */
  private static final class OneNode extends Node {
    OneNode(Environment environment) {
      super(
          environment,
          List.of(Netty4Plugin.class, MapperExtrasPlugin.class, DataStreamsOnly.class),
          false);
    }
  }

  /**
   * A bulk request to Elasticsearch says of each action whether it wants a data stream. OpenSearch
   * knows no such word and refuses the request; here it is taken out.
   */
  public static final class DataStreamsOnly extends Plugin implements ActionPlugin {

    private static final String WORD = ",\"require_data_stream\":true";

    @Override
    public UnaryOperator<RestHandler> getRestHandlerWrapper(ThreadContext context) {
      return handler ->
          new RestHandler.Wrapper(handler) {
            @Override
            public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
                throws Exception {
              boolean bulk = request.path().endsWith("/_bulk");
              super.handleRequest(bulk ? new WithoutWord(request) : request, channel, client);
            }
          };
    }

    private static final class WithoutWord extends RestRequest {
      WithoutWord(RestRequest request) {
        super(request);
        param("filter_path"); // The answer's channel has read it from the other request.
      }

      @Override
      protected BytesReference content(boolean consumed) {
        String content = super.content(consumed).utf8ToString();
        return new BytesArray(content.replace(WORD, "").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}

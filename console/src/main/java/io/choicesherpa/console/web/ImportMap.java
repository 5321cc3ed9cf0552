package io.choicesherpa.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Tells the browser where Lit's and ECharts' modules lie. Their versions are those of the jars on
 * the class path.
 *
 * @param json the map as it stands in the page
 * @param folders the WebJar folders that it points into, such as {@code lit/3.3.2/}
 */
record ImportMap(String json, Map<String, String> folders) {

  static ImportMap ofWebJars() {
    Map<String, String> folders = new LinkedHashMap<>();
    for (String name : new String[] {"lit", "lit-html", "lit-element", "lit__reactive-element"}) {
      folders.put(name, name + "/" + version("org.webjars.npm", name) + "/");
    }
    folders.put("echarts", "echarts/" + version("org.webjars", "echarts") + "/");
    Map<String, String> imports = new LinkedHashMap<>();
    imports.put("lit", folders.get("lit") + "index.js");
    imports.put("lit/", folders.get("lit"));
    imports.put("lit-html", folders.get("lit-html") + "lit-html.js");
    imports.put("lit-html/", folders.get("lit-html"));
    imports.put("lit-element", folders.get("lit-element") + "index.js");
    imports.put("lit-element/", folders.get("lit-element"));
    imports.put(
        "@lit/reactive-element", folders.get("lit__reactive-element") + "reactive-element.js");
    imports.put("@lit/reactive-element/", folders.get("lit__reactive-element"));
    imports.put("echarts", folders.get("echarts") + "echarts.esm.min.js");
    StringBuilder json = new StringBuilder("{\"imports\":{");
    imports.forEach(
        (name, path) -> {
          json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
          json.append('"').append(name).append("\":\"/lib/").append(path).append('"');
        });
    return new ImportMap(json.append("}}").toString(), folders);
  }

  /** Whether {@code path} lies in one of the folders. */
  boolean covers(String path) {
    return folders.values().stream().anyMatch(path::startsWith);
  }

  private static String version(String group, String name) {
    String resource = "META-INF/maven/" + group + "/" + name + "/pom.properties";
    try (InputStream in = ImportMap.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing on the class path");
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
      String version = properties.getProperty("version");
      if (version == null) {
        throw new IllegalStateException(resource + " has no version");
      }
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource + " failed", e);
    }
  }
}

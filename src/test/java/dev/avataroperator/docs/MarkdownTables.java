package dev.avataroperator.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of the tables of a Markdown file, without their heads, by the section they stand in. */
final class MarkdownTables {
  private MarkdownTables() {}

  static Map<String, List<List<String>>> read(Path file) throws IOException {
    var sections = new LinkedHashMap<String, List<List<String>>>();
    var rows = new ArrayList<List<String>>();
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        rows = new ArrayList<>();
        sections.put(line.substring(3), rows);
      } else if (line.startsWith("|--")) {
        rows.remove(rows.size() - 1);
      } else if (line.startsWith("|")) {
        rows.add(cells(line));
      }
    }
    return sections;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}

/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.benchmarks.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;

/**
 * Builds a page in Markdown. Not thread-safe.
 */
final class MarkdownPage {

	private static final Pattern FIGURE = Pattern.compile("[-+–(×\\d]");

	private final StringBuilder text = new StringBuilder();

	MarkdownPage(String title) {
		this.text.append("# ").append(title).append('\n');
	}

	MarkdownPage section(String title) {
		this.text.append("\n## ").append(title).append('\n');
		return this;
	}

	MarkdownPage paragraph(String paragraph) {
		this.text.append('\n').append(paragraph.strip()).append('\n');
		return this;
	}

	/**
	 * Add an image from {@code docs/images}.
	 * @param name the name of the file, without its extension
	 * @param text the alternative text
	 * @return this page
	 */
	MarkdownPage image(String name, String text) {
		return paragraph("![" + text + "](../../docs/images/" + name + ".svg)");
	}

	/**
	 * Add a table. Columns of figures are aligned to the right.
	 * @param columns the headings
	 * @param rows the rows of cells
	 * @return this page
	 */
	MarkdownPage table(List<String> columns, List<List<String>> rows) {
		List<String> alignments = IntStream.range(0, columns.size())
			.mapToObj((column) -> isFigures(rows, column) ? "---:" : "---")
			.toList();
		this.text.append('\n').append(line(columns)).append(line(alignments));
		rows.forEach((row) -> this.text.append(line(row)));
		return this;
	}

	private static boolean isFigures(List<List<String>> rows, int column) {
		return rows.stream().allMatch((row) -> FIGURE.matcher(row.get(column)).lookingAt());
	}

	private static String line(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.replace("|", "\\|").replace('\n', ' '))
			.collect(Collectors.joining(" | ", "| ", " |\n"));
	}

	/**
	 * Add the environment of a benchmark, if it is known.
	 * @param benchmark the name of the benchmark
	 * @return this page
	 */
	MarkdownPage environment(String benchmark) {
		List<Environment.Fact> facts = Results.read(benchmark + "-environment", Environment.Fact.class);
		if (!facts.isEmpty()) {
			section("Run on").table(List.of("what", "value"),
					facts.stream().map((fact) -> List.of(fact.what(), fact.value())).toList());
		}
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}

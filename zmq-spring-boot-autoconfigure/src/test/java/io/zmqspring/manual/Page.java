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

package io.zmqspring.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A page of the manual: the README or a file below {@code docs}.
 *
 * @param path the path from the root of the project
 * @param lines its lines
 */
record Page(Path path, List<String> lines) {

	/** The root of the project. */
	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern FENCE = Pattern.compile("```(\\S*)\\s*");

	private static final Pattern MARKER = Pattern.compile("<!-- (listing|tried|run): (\\S+) -->");

	/**
	 * All pages.
	 * @return the pages, in the order of their paths
	 */
	static List<Page> all() {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
					.map(ROOT::resolve), docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a page.
	 * @param file the file
	 * @return the page
	 */
	static Page read(Path file) {
		try {
			return new Page(ROOT.relativize(file), Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The listings of the page. A listing is covered by a comment in the line before it:
	 * {@code <!-- listing: file#tag -->} for a part of a file,
	 * {@code <!-- tried: class -->} for commands that a test runs, or
	 * {@code <!-- run: class#name -->} for a test or script that reads the listing from
	 * the page and runs it.
	 * @return the listings, in their order
	 */
	List<Listing> listings() {
		List<Listing> listings = new ArrayList<>();
		int i = 0;
		while (i < this.lines.size()) {
			Matcher fence = FENCE.matcher(this.lines.get(i));
			if (fence.matches()) {
				int end = i + 1;
				while (!this.lines.get(end).equals("```")) {
					end++;
				}
				Matcher marker = MARKER.matcher((i > 0) ? this.lines.get(i - 1) : "");
				boolean marked = marker.matches();
				listings.add(new Listing(this.path, i + 1, fence.group(1), List.copyOf(this.lines.subList(i + 1, end)),
						marked ? marker.group(1) : null, marked ? marker.group(2) : ""));
				i = end;
			}
			i++;
		}
		return listings;
	}

	/**
	 * The lines outside listings.
	 * @return the prose
	 */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean inside = false;
		for (String line : this.lines) {
			boolean fence = line.startsWith("```");
			if (!inside && !fence) {
				prose.add(line);
			}
			inside = inside != fence;
		}
		return prose;
	}

	/**
	 * A listing.
	 *
	 * @param page the page
	 * @param line the line of its fence, from 1
	 * @param language the language, empty if there is none
	 * @param text its lines
	 * @param coverage {@code listing}, {@code tried} or {@code run}, {@code null} if it
	 * is not covered by a comment
	 * @param by the file and tag, or the class, that covers it
	 */
	record Listing(Path page, int line, String language, List<String> text, @Nullable String coverage, String by) {

		@Override
		public String toString() {
			return this.page + ":" + this.line + " " + this.language;
		}

	}

}

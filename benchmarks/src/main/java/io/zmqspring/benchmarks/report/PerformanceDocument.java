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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hand-written document that includes generated pages of results. Each page is placed
 * between the marks {@code <!-- results: name -->} and {@code <!-- end -->}. The first
 * heading of the page is left out, and the other headings become two levels deeper.
 */
final class PerformanceDocument {

	private final Path file;

	PerformanceDocument(Path file) {
		this.file = file;
	}

	/**
	 * Replace the text between the marks of a page, if the document has these marks.
	 * @param name the name of the page
	 * @param page the page in Markdown
	 * @throws IOException if the document cannot be read or written
	 */
	void put(String name, String page) throws IOException {
		if (!Files.exists(this.file)) {
			return;
		}
		Pattern marks = Pattern.compile("(<!-- results: " + Pattern.quote(name) + " -->\n).*?(<!-- end -->)",
				Pattern.DOTALL);
		String body = page.replaceFirst("\\A#[^\n]*\n+", "")
			.replaceAll("(?m)^#", "###")
			.replace("../../docs/images/", "images/");
		String content = marks.matcher(Files.readString(this.file))
			.replaceAll("$1\n" + Matcher.quoteReplacement(body.strip()) + "\n\n$2");
		Files.writeString(this.file, content);
	}

}

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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link between files of the project leads to a file and a heading that exist.
 */
class LinkTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");

	private static final Pattern CODE = Pattern.compile("`[^`]*`");

	static Stream<Link> links() {
		return Page.all().stream().flatMap((page) -> links(page).filter((link) -> !link.target().contains("://")));
	}

	private static Stream<Link> links(Page page) {
		return page.prose()
			.stream()
			.flatMap((line) -> LINK.matcher(CODE.matcher(line).replaceAll("code")).results())
			.map((link) -> new Link(page, target(link)));
	}

	private static String target(MatchResult link) {
		return (link.group(1) != null) ? link.group(1) : link.group(2);
	}

	@Test
	void manualHasLinks() {
		assertThat(links()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("links")
	void linkLeadsToAFileAndAHeading(Link link) {
		Path file = link.file();
		assertThat(file).exists();
		if (!link.anchor().isEmpty()) {
			assertThat(anchors(Page.read(file))).contains(link.anchor());
		}
	}

	// As the renderers of Markdown on public forges make them
	private static List<String> anchors(Page page) {
		Map<String, Integer> seen = new HashMap<>();
		return page.prose().stream().filter((line) -> line.matches("#{1,6} .*")).map((heading) -> {
			String slug = heading.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.strip()
				.replace(' ', '-');
			int earlier = seen.merge(slug, 1, Integer::sum) - 1;
			return (earlier == 0) ? slug : slug + "-" + earlier;
		}).toList();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageIsReachableFromTheIndex(Page page) {
		Path index = Page.ROOT.resolve("docs/index.md");
		if (Files.exists(index) && page.path().startsWith("docs")) {
			assertThat(Stream.concat(Stream.of(index), links(Page.read(index)).map(Link::file)))
				.contains(Page.ROOT.resolve(page.path()));
		}
	}

	static Stream<Page> pages() {
		return Page.all().stream();
	}

	/**
	 * A link of a page.
	 *
	 * @param page the page
	 * @param target what the link names
	 */
	record Link(Page page, String target) {

		Path file() {
			String path = this.target.replaceFirst("#.*", "");
			Path source = Page.ROOT.resolve(this.page.path());
			return path.isEmpty() ? source : source.resolveSibling(path).normalize();
		}

		String anchor() {
			int hash = this.target.indexOf('#');
			return (hash < 0) ? "" : this.target.substring(hash + 1);
		}

		@Override
		public String toString() {
			return this.page.path() + " -> " + this.target;
		}

	}

}

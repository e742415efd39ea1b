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
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the manual are well-formed, readable in both colour schemes, and used.
 */
class PictureTests {

	private static final Path IMAGES = Page.ROOT.resolve("docs/images");

	@ParameterizedTest
	@ValueSource(strings = { "pub-sub", "work-and-results", "heartbeats", "sample", "topologies", "across-hosts" })
	void pictureIsReadableInBothColourSchemesAndNeedsNothingElse(String name) throws Exception {
		Path picture = IMAGES.resolve(name + ".svg");
		DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
		assertThat(Files.readString(picture)).contains("<title id=\"title\">", "prefers-color-scheme: dark")
			.doesNotContain("href", "url(http", "@import", "<script");
	}

	@Test
	void eachPictureIsOnAPage() throws Exception {
		String pages = String.join("\n", Page.all().stream().flatMap((page) -> page.lines().stream()).toList());
		try (Stream<Path> images = Files.list(IMAGES)) {
			assertThat(images.map(Path::getFileName)).isNotEmpty()
				.allSatisfy((image) -> assertThat(pages).contains("images/" + image));
		}
	}

}

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

package io.zmqspring.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * A file of the page. It is not among the static resources of the application, which are
 * served whether the page is enabled or not.
 *
 * @param name the name, such as {@code dashboard.js}
 * @param type the type of the content
 * @param content the content
 * @param etag a value that changes with the content
 */
record PageFile(String name, MediaType type, String content, String etag) {

	static final String DIRECTORY = "io/zmqspring/dashboard/";

	static final String PAGE = "dashboard.html";

	static final List<String> NAMES = List.of(PAGE, "dashboard.css", "dashboard.js", "dashboard.svg");

	/**
	 * Read a file.
	 * @param name the name
	 * @return the file
	 */
	static PageFile read(String name) {
		try {
			String content = new ClassPathResource(DIRECTORY + name, PageFile.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8);
			return new PageFile(name, type(name), content,
					'"' + DigestUtils.md5DigestAsHex(content.getBytes(StandardCharsets.UTF_8)) + '"');
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file " + name + " is missing in zmq-spring-boot-dashboard", ex);
		}
	}

	private static MediaType type(String name) {
		return switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "html" -> new MediaType("text", "html", StandardCharsets.UTF_8);
			case "css" -> new MediaType("text", "css", StandardCharsets.UTF_8);
			case "js" -> new MediaType("text", "javascript", StandardCharsets.UTF_8);
			default -> new MediaType("image", "svg+xml");
		};
	}

}

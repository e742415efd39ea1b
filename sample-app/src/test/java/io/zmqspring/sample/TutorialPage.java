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

package io.zmqspring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zmqspring.test.address.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of the manual whose commands a test types into terminals, with other ports.
 */
final class TutorialPage {

	private final Map<Integer, Integer> ports = new TreeMap<>();

	private final String text;

	private final Class<?> test;

	/**
	 * Read a page.
	 * @param name the name of its file
	 * @param test the test that its listings name
	 * @param ports the ports of its commands
	 */
	TutorialPage(String name, Class<?> test, int... ports) {
		this.test = test;
		for (int port : ports) {
			this.ports.put(port, FreePorts.find());
		}
		try {
			this.text = Files.readString(Path.of("../docs", name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The port that stands for one of the page.
	 * @param port a port of the page
	 * @return the port of this test
	 */
	String port(int port) {
		return String.valueOf(this.ports.get(port));
	}

	/**
	 * A listing of the page, with the ports of this test.
	 * @param name the name of the listing
	 * @return its lines
	 */
	String listing(String name) {
		Matcher matcher = Pattern
			.compile("<!-- run: " + this.test.getName() + "#" + name + " -->\n```\n(.*?)\n```\n", Pattern.DOTALL)
			.matcher(this.text);
		assertThat(matcher.find()).as("the listing '%s'", name).isTrue();
		String listing = matcher.group(1);
		for (Map.Entry<Integer, Integer> port : this.ports.entrySet()) {
			listing = listing.replaceAll("(?<=[:=])" + port.getKey() + "\\b", String.valueOf(port.getValue()));
		}
		return listing;
	}

}

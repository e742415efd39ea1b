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
import java.util.Arrays;

import io.zmqspring.benchmarks.Results;

/**
 * A page about the results of one comparison, beside its raw results.
 */
final class ResultPage {

	private static final String NAME = "--name=";

	private ResultPage() {
	}

	/**
	 * Write the page, and print it.
	 * @param arguments those of the comparison; {@code --name} is the name of the results
	 * @param otherwise the name without that argument
	 * @param content makes the page of the results with that name
	 * @throws IOException if the file cannot be written
	 */
	static void write(String[] arguments, String otherwise, Content content) throws IOException {
		String name = Arrays.stream(arguments)
			.filter((argument) -> argument.startsWith(NAME))
			.map((argument) -> argument.substring(NAME.length()))
			.reduce(otherwise, (earlier, later) -> later);
		String page = content.of(name);
		Path file = Results.file(name).resolveSibling(name + ".md");
		Files.writeString(file, page);
		System.out.println();
		System.out.print(page);
	}

	/**
	 * Makes the page.
	 */
	@FunctionalInterface
	interface Content {

		/**
		 * Make the page.
		 * @param name the name of the results
		 * @return the page in Markdown
		 * @throws IOException if the results cannot be read
		 */
		String of(String name) throws IOException;

	}

}

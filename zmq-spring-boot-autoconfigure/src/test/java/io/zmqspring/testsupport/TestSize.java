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

package io.zmqspring.testsupport;

/**
 * The size of tests. Tests with two sizes are small in an ordinary run and have the size
 * that the documentation states with {@code -Dzmq.tests.size=nightly}.
 */
public final class TestSize {

	private static final String PROPERTY = "zmq.tests.size";

	private TestSize() {
	}

	/**
	 * Return a number by the size of the run.
	 * @param ordinary the number in an ordinary run
	 * @param nightly the number in a nightly run
	 * @return one of the two
	 */
	public static int of(int ordinary, int nightly) {
		String size = System.getProperty(PROPERTY, "ordinary");
		return switch (size) {
			case "ordinary" -> ordinary;
			case "nightly" -> nightly;
			default -> throw new IllegalArgumentException(
					"The system property " + PROPERTY + " is '" + size + "'; write 'ordinary' or 'nightly'");
		};
	}

}

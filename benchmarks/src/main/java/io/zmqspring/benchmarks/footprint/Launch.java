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

package io.zmqspring.benchmarks.footprint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application, started with or without a class data sharing archive.
 *
 * @param variant the application
 * @param archived whether its classes are loaded from an archive that an earlier start
 * has written (class data sharing, JEP 350)
 */
record Launch(Variant variant, boolean archived) {

	/**
	 * Return all combinations.
	 * @return each variant, without and with an archive
	 */
	static List<Launch> all() {
		return Arrays.stream(Variant.values())
			.flatMap((variant) -> Stream.of(new Launch(variant, false), new Launch(variant, true)))
			.toList();
	}

	/**
	 * Return the name in the results.
	 * @return the name
	 */
	String label() {
		return this.variant.label() + (this.archived ? FootprintRun.ARCHIVED : "");
	}

	/**
	 * Return the JVM flags that select the archive, or no archive.
	 * @return the flags
	 */
	List<String> flags() {
		return this.archived ? List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive()) : List.of("-Xshare:auto");
	}

	/**
	 * Return the JVM flags that write the archive at exit.
	 * @return the flags
	 */
	List<String> trainingFlags() {
		return List.of("-XX:ArchiveClassesAtExit=" + archive());
	}

	private Path archive() {
		return Path.of(System.getenv("BENCHMARKS"), "target", this.variant.label() + ".jsa");
	}

}

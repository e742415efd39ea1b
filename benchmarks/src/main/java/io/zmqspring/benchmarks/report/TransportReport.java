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

import io.zmqspring.benchmarks.Results;
import io.zmqspring.benchmarks.figures.RoundTripRun;
import io.zmqspring.benchmarks.figures.SideBySideRun;

/**
 * Writes the page of a comparison of transports beside its raw results, and prints it.
 */
public final class TransportReport {

	private TransportReport() {
	}

	/**
	 * Write the page.
	 * @param arguments those of the comparison; {@code --name} is the name of the results
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		ResultPage.write(arguments, "transport", (name) -> new TransportPage(Results.read(name, SideBySideRun.class),
				Results.read(name, RoundTripRun.class))
			.write(name));
	}

}

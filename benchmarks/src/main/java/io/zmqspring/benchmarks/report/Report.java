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

import io.zmqspring.benchmarks.Results;
import io.zmqspring.benchmarks.figures.RawResults;

/**
 * Writes the tables of all benchmarks that were run. The tables are written to the
 * directory of the raw results and into {@code docs/performance.md}, the plots into
 * {@code docs/images}.
 */
public final class Report {

	private Report() {
	}

	/**
	 * Write the report.
	 * @param arguments none; the system properties {@code results}, {@code images} and
	 * {@code document} override the paths
	 * @throws IOException if a file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		RawResults results = RawResults.read();
		Path images = images();
		if (!results.sideBySide().isEmpty()) {
			write("side-by-side", new SideBySidePage(results.sideBySide(), results.absent()).write());
			ThroughputPlot.write(results.sideBySide(), images);
		}
		if (!results.latency().isEmpty()) {
			write("latency", new LatencyPage(results.latency()).write());
			LatencyPlot.write(results.latency(), images);
		}
		if (!results.scale().isEmpty()) {
			write("scale", new ScalePage(results.scale()).write());
			ScalePlot.write(results.scale(), images);
		}
		if (!results.footprint().isEmpty()) {
			write("footprint", new FootprintPage(results.footprint()).write());
		}
		if (!results.jmh().isEmpty()) {
			write("jmh", new JmhPage(results.jmh()).write());
		}
		if (!results.security().isEmpty()) {
			write("security", new SecurityPage(results.security(), results.handshakes()).write());
		}
		if (!results.transport().isEmpty()) {
			write("transport", new TransportPage(results.transport(), results.roundTrips()).write("transport"));
		}
		write("targets", new Targets(results).write());
	}

	private static Path images() {
		String home = System.getenv().getOrDefault("BENCHMARKS", "benchmarks");
		return Path.of(System.getProperty("images", home + "/../docs/images")).normalize();
	}

	private static Path document() {
		return Path.of(System.getProperty("document", images() + "/../performance.md")).normalize();
	}

	private static void write(String name, String page) throws IOException {
		new PerformanceDocument(document()).put(name, page);
		Path file = Results.file(name).resolveSibling(name + ".md");
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, page);
		System.out.println(file);
	}

}

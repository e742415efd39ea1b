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

package io.zmqspring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * The raw results of a benchmark: a CSV file with a header and one line per run, in the
 * directory {@code results} next to the scripts. {@link #add} writes each line to disk
 * before it returns, so an interrupted benchmark keeps the results so far. Not
 * thread-safe.
 *
 * @param <R> a record whose components are the columns
 */
public final class Results<R> implements AutoCloseable {

	private static final CsvMapper MAPPER = new CsvMapper();

	private final SequenceWriter writer;

	private Results(SequenceWriter writer) {
		this.writer = writer;
	}

	/**
	 * Return the file of the raw results.
	 * @param name the name of the benchmark
	 * @return the file
	 */
	public static Path file(String name) {
		String home = System.getenv().getOrDefault("BENCHMARKS", "benchmarks");
		return Path.of(System.getProperty("results", home + "/results")).resolve(name + ".csv");
	}

	/**
	 * Create the file, replacing an earlier one.
	 * @param name the name of the benchmark
	 * @param rowType the record type of a run
	 * @param <R> the record type of a run
	 * @return the open file, which the caller must close
	 */
	public static <R> Results<R> create(String name, Class<R> rowType) {
		Path file = file(name);
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Results<>(MAPPER.writerFor(rowType).with(schema(rowType).withHeader()).writeValues(file.toFile()));
	}

	private static CsvSchema schema(Class<?> rowType) {
		// Columns in the order of the record's components
		CsvSchema.Builder schema = CsvSchema.builder();
		for (var component : rowType.getRecordComponents()) {
			schema.addColumn(component.getName());
		}
		return schema.build();
	}

	/**
	 * Add a run.
	 * @param row the run
	 */
	public void add(R row) {
		this.writer.write(row);
		this.writer.flush();
	}

	/**
	 * Read the results of a benchmark.
	 * @param name the name of the benchmark
	 * @param rowType the record type of a run
	 * @param <R> the record type of a run
	 * @return the runs, or an empty list if the file does not exist
	 */
	public static <R> List<R> read(String name, Class<R> rowType) {
		Path file = file(name);
		if (!Files.exists(file)) {
			return List.of();
		}
		try (MappingIterator<R> rows = MAPPER.readerFor(rowType)
			.with(CsvSchema.emptySchema().withHeader())
			.readValues(file.toFile())) {
			return rows.readAll();
		}
	}

	@Override
	public void close() {
		this.writer.close();
	}

}

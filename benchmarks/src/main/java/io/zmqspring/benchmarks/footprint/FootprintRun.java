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

/**
 * The result of one application, started once in a separate process.
 *
 * @param round the number of the round, negative for warm-ups
 * @param variant the name of the {@link Variant}, followed by {@link #ARCHIVED} if its
 * classes were loaded from an archive
 * @param threads live Java threads after each part of the application has been used once
 * @param descriptors open file descriptors at the same time
 * @param heapBytes used heap at the same time, after two garbage collections
 * @param residentBytes resident memory of the process at the same time
 * @param startUpMillis the duration of the start of the application context
 * @param sinceJvmStartMillis the time from the start of the JVM to the end of that start
 * @param startUpCpuMillis the CPU time of all threads of the process up to the end of
 * that start; other processes affect it less than elapsed time
 */
public record FootprintRun(int round, String variant, int threads, int descriptors, long heapBytes, long residentBytes,
		double startUpMillis, double sinceJvmStartMillis, double startUpCpuMillis) {

	/** Suffix of variants whose classes were loaded from an archive. */
	public static final String ARCHIVED = "-cds";

}

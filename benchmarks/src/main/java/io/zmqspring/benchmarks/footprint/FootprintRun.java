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
 * One application, started once in a process of its own.
 *
 * @param round the same for all variants started in turn, negative for warm-ups
 * @param variant the name of the {@link Variant}, with {@link #ARCHIVED} behind it where
 * its classes came from an archive
 * @param threads live threads of Java, when all of its parts have been used once
 * @param descriptors open file descriptors, then
 * @param heapBytes heap in use after two collections, then
 * @param residentBytes resident memory of the process, then
 * @param startUpMillis how long the start of the application context took
 * @param sinceJvmStartMillis the time from the start of the JVM to the end of that start
 * @param startUpCpuMillis the processor time of the whole process, all of its threads, up
 * to the end of that start: less at the mercy of other processes than the clock
 */
public record FootprintRun(int round, String variant, int threads, int descriptors, long heapBytes, long residentBytes,
		double startUpMillis, double sinceJvmStartMillis, double startUpCpuMillis) {

	/** Ends the names of those whose classes came from an archive. */
	public static final String ARCHIVED = "-cds";

}

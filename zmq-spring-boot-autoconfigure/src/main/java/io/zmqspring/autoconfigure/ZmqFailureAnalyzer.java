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

package io.zmqspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Base class of the failure analyzers of this starter. It ends descriptions and actions
 * with a full stop.
 *
 * @param <T> the type of exception to analyze
 */
abstract class ZmqFailureAnalyzer<T extends Throwable> extends AbstractFailureAnalyzer<T> {

	/**
	 * Create an analysis.
	 * @param problem what happened
	 * @param action what to do
	 * @param cause the exception that was analyzed
	 * @return the analysis, with a full stop after both texts
	 */
	static FailureAnalysis analysis(String problem, String action, Throwable cause) {
		return new FailureAnalysis(sentence(problem), sentence(action), cause);
	}

	/**
	 * End a text as a sentence.
	 * @param text the text
	 * @return the text with a full stop at its end
	 */
	static String sentence(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

}

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

package io.zmqspring.replay.recovery;

/**
 * What to do with a message that was received live.
 *
 * @since 0.1
 */
public enum LiveVerdict {

	/** Deliver it now. */
	DELIVER,

	/**
	 * Pass it to {@link Recovery#keep}: messages before it are missing, or may be. It is
	 * delivered later, or asked for again.
	 */
	KEEP,

	/** Discard it: it was delivered before, or reported as lost. */
	DUPLICATE,

	/**
	 * Its publisher does not offer replay: treat it as a message of any other publisher.
	 */
	NOT_OFFERED

}

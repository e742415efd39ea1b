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

package io.zmqspring.replay;

import io.zmqspring.replay.protocol.SummaryReply;

/**
 * Told what publishers have answered, on the receiving thread of the subscriber.
 *
 * @since 0.1
 */
public interface ReplayProgress {

	/**
	 * A publisher has named the last numbers of topics of which it was asked for the
	 * first time. Called before the recovery learns of them.
	 * @param reply the numbers
	 */
	void named(SummaryReply reply);

}

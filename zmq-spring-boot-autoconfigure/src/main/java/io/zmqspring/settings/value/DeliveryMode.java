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

package io.zmqspring.settings.value;

/**
 * Delivery guarantee of a pool of workers for each item of work.
 *
 * @since 0.1
 */
public enum DeliveryMode {

	/**
	 * Plain PUSH/PULL: if a worker fails, the items it is processing or has queued are
	 * lost.
	 */
	AT_MOST_ONCE,

	/**
	 * An item is kept until its result arrives, sent again if none does, and reported as
	 * a dead letter if it never does. A worker may receive an item more than once.
	 */
	AT_LEAST_ONCE

}

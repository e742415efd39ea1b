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

/**
 * The sample application. Without a profile it runs a camera, a dashboard, a controller
 * and its workers in one process. The profiles {@code camera}, {@code dashboard},
 * {@code controller} and {@code worker} run one of these parts each, {@code proxy} a
 * proxy between cameras and dashboards. This package contains the application class, the
 * messages, and the check for required environment variables.
 */
@NullMarked
package io.zmqspring.sample;

import org.jspecify.annotations.NullMarked;

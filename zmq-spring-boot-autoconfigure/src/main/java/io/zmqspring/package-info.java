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
 * ZeroMQ for Spring Boot. This package holds {@link io.zmqspring.ZmqTemplate}, where most
 * applications start. Every other package has one purpose, like a room of a house. A
 * package uses only the packages below it:
 * <ul>
 * <li>{@code autoconfigure}, {@code autoconfigure.actuate}: from {@code application.yml}
 * to beans, health and endpoint</li>
 * <li>{@code observation}: meters and observations of Micrometer</li>
 * <li>{@code listener}, {@code listener.invocation}: annotated methods</li>
 * <li>{@code publisher}, {@code subscriber}, {@code worker}, {@code controller}: the four
 * roles</li>
 * <li>{@code role}, {@code role.runtime}, {@code role.statistics}: what all roles have in
 * common</li>
 * <li>{@code handler}: what users implement or are given</li>
 * <li>{@code socket}, {@code socket.connection}, {@code socket.guard},
 * {@code socket.engine}: sockets of JeroMQ</li>
 * <li>{@code settings}: the records behind {@code application.yml}</li>
 * <li>{@code wire}: bytes to topics, headers and correlation values</li>
 * <li>{@code message}: messages, payload conversion and exceptions</li>
 * <li>{@code support}: small internal tools</li>
 * </ul>
 */
@NullMarked
package io.zmqspring;

import org.jspecify.annotations.NullMarked;

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

package io.zmqspring.test;

import java.io.IOException;
import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.zmqspring.autoconfigure.settings.ZmqControllerConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqControllerCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqPublisherConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqPublisherCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberCustomizer;
import io.zmqspring.autoconfigure.settings.ZmqWorkerConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqWorkerCustomizer;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListeners;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqResultListeners;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.listener.ZmqWorkHandlers;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.security.ZmqAuthorizer;

/**
 * Leaves out the components that do not belong to the slice {@link ZmqTest}.
 */
final class ZmqTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ZmqTest> {

	private static final Set<Class<?>> ANNOTATIONS = Set.of(ZmqListener.class, ZmqListeners.class, ZmqWorkHandler.class,
			ZmqWorkHandlers.class, ZmqResultListener.class, ZmqResultListeners.class);

	private static final Set<Class<?>> TYPES = Set.of(ZmqRole.class, ZmqMessageConverter.class, ZmqErrorHandler.class,
			ZmqDeadLetterHandler.class, ZmqAuthorizer.class, ZmqPublisherCustomizer.class,
			ZmqSubscriberCustomizer.class, ZmqWorkerCustomizer.class, ZmqControllerCustomizer.class,
			ZmqPublisherConnectionDetails.class, ZmqSubscriberConnectionDetails.class, ZmqWorkerConnectionDetails.class,
			ZmqControllerConnectionDetails.class);

	ZmqTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return TYPES;
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return hasHandlers(reader.getAnnotationMetadata()) || super.defaultInclude(reader, factory);
	}

	private static boolean hasHandlers(AnnotationMetadata component) {
		return ANNOTATIONS.stream()
			.map(Class::getName)
			.anyMatch((annotation) -> component.hasAnnotation(annotation) || component.hasAnnotatedMethods(annotation));
	}

}

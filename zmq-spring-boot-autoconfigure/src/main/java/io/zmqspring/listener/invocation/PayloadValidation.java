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

package io.zmqspring.listener.invocation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqRejectedException;

/**
 * Validates payloads of parameters annotated with {@code @Valid} or {@code @Validated}.
 *
 * @since 0.1
 */
public final class PayloadValidation {

	private final Supplier<@Nullable Validator> validators;

	/**
	 * Create the validation.
	 * @param validators supplies the validator, {@code null} if there is none; called
	 * once for each parameter to validate
	 */
	public PayloadValidation(Supplier<@Nullable Validator> validators) {
		this.validators = validators;
	}

	/**
	 * Add validation to a payload if an annotation requests it.
	 * @param payload the payload
	 * @param annotation an annotation of the parameter
	 * @param method the method, for messages
	 * @return the validated payload, or the payload itself
	 * @throws ZmqConfigurationException if there is no validator
	 */
	HandlerArgument apply(HandlerArgument payload, Annotation annotation, Method method) {
		Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
		if (hints == null) {
			return payload;
		}
		Validator validator = this.validators.get();
		if (validator == null) {
			throw new ZmqConfigurationException("The listener " + method.getDeclaringClass().getSimpleName() + "."
					+ method.getName() + " requires validation, but there is no validator",
					"Add spring-boot-starter-validation");
		}
		return (topic, bytes, headers) -> {
			Object value = payload.resolve(topic, bytes, headers);
			if (value != null) {
				validate(validator, value, hints);
			}
			return value;
		};
	}

	private static void validate(Validator validator, Object value, Object[] hints) {
		BindingResult result = new BeanPropertyBindingResult(value, "payload");
		if (validator instanceof SmartValidator smartValidator) {
			smartValidator.validate(value, result, hints);
		}
		else {
			validator.validate(value, result);
		}
		if (result.hasErrors()) {
			throw new ZmqRejectedException(RejectReason.INVALID,
					"The payload is invalid: " + result.getAllErrors()
						.stream()
						.map(PayloadValidation::describe)
						.sorted()
						.collect(Collectors.joining(", ")));
		}
	}

	private static String describe(ObjectError error) {
		String field = (error instanceof org.springframework.validation.FieldError fieldError) ? fieldError.getField()
				: error.getObjectName();
		return field + " " + ((DefaultMessageSourceResolvable) error).getDefaultMessage();
	}

}

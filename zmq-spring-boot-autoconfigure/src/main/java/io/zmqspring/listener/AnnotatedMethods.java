package io.zmqspring.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Finds the methods of a class that carry one of our annotations, repeated, inherited or
 * as a meta-annotation.
 */
final class AnnotatedMethods {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(ZmqListener.class,
			ZmqWorkHandler.class, ZmqResultListener.class);

	private AnnotatedMethods() {
	}

	static Map<Method, List<Annotation>> of(Class<?> type) {
		boolean candidate = ANNOTATIONS.stream()
			.anyMatch((annotation) -> AnnotationUtils.isCandidateClass(type, annotation));
		return candidate ? MethodIntrospector.selectMethods(type, AnnotatedMethods::annotations) : Map.of();
	}

	private static @Nullable List<Annotation> annotations(Method method) {
		MergedAnnotations merged = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		List<Annotation> found = new ArrayList<>();
		ANNOTATIONS.forEach((annotation) -> nearest(merged, annotation).forEach(found::add));
		return found.isEmpty() ? null : found;
	}

	private static <A extends Annotation> Stream<A> nearest(MergedAnnotations merged, Class<A> annotation) {
		List<MergedAnnotation<A>> all = merged.stream(annotation).toList();
		// Annotations of an overridden method count only if the overriding one has none
		return all.stream()
			.filter((candidate) -> candidate.getAggregateIndex() == all.get(0).getAggregateIndex())
			.map(MergedAnnotation::synthesize);
	}

}

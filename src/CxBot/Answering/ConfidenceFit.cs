namespace CxBot.Answering;

/// <summary>
/// Fits the confidence to the samples of a cross-validation, weighted so that unanswerable questions have the share that the owner states. Few samples
/// move it little from the model that was set by hand.
/// </summary>
internal static class ConfidenceFit
{
    private const int Rounds = 25;

    // How many samples' worth of trust the model by hand has: more where there are few samples to contradict it.
    private const double Trust = 2;
    private const double TrustBeforeSamples = 600;

    public static ConfidenceModel Fit(IReadOnlyList<ConfidenceSample> samples, double unanswerableShare)
    {
        var all = samples.Sum(s => s.Weight);
        var answerable = samples.Where(s => s.Answerable).Sum(s => s.Weight);
        if (answerable <= 0 || answerable >= all)
            return ConfidenceModel.ByHand;
        var yes = all * (1 - unanswerableShare) / answerable;
        var no = all * unanswerableShare / (all - answerable);
        var weights = samples.Select(s => s.Weight * (s.Answerable ? yes : no)).ToArray();
        return new ConfidenceModel(
            Fit(samples, weights, s => s.Right, ConfidenceModel.ByHand.Right),
            Fit(samples, weights, s => s.Among, ConfidenceModel.ByHand.Among),
            IsFitted: true);
    }

    // Newton's method on the weighted log-loss with a Gaussian prior around the model by hand, over standardised signals.
    private static LogisticModel Fit(IReadOnlyList<ConfidenceSample> samples, double[] weights, Func<ConfidenceSample, bool> target, LogisticModel prior)
    {
        var size = samples[0].Signals.Length;
        var (mean, deviation) = Standardise(samples, weights, size);
        var before = new double[size + 1];
        before[size] = prior.Bias;
        for (var j = 0; j < size; j++)
        {
            before[j] = prior.Weights[j] * deviation[j];
            before[size] += prior.Weights[j] * mean[j];
        }

        var trust = Trust + (TrustBeforeSamples / samples.Count);
        var model = (double[])before.Clone();
        var row = new double[size + 1];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[size + 1];
            var curvature = new double[size + 1, size + 1];
            for (var j = 0; j <= size; j++)
            {
                gradient[j] = trust * (model[j] - before[j]);
                curvature[j, j] = trust;
            }

            for (var i = 0; i < samples.Count; i++)
            {
                row[size] = 1;
                var logit = model[size];
                for (var j = 0; j < size; j++)
                {
                    row[j] = (samples[i].Signals[j] - mean[j]) / deviation[j];
                    logit += model[j] * row[j];
                }

                var probability = 1 / (1 + Math.Exp(-logit));
                var error = weights[i] * (probability - (target(samples[i]) ? 1 : 0));
                var slope = weights[i] * Math.Max(probability * (1 - probability), 1e-6);
                for (var j = 0; j <= size; j++)
                {
                    gradient[j] += error * row[j];
                    for (var k = 0; k <= size; k++)
                        curvature[j, k] += slope * row[j] * row[k];
                }
            }

            var step = Solve(curvature, gradient);
            var largest = step.Max(Math.Abs);
            var damp = largest > 3 ? 3 / largest : 1;
            for (var j = 0; j <= size; j++)
                model[j] -= damp * step[j];
            if (largest < 1e-6)
                break;
        }

        var fitted = Enumerable.Range(0, size).Select(j => model[j] / deviation[j]).ToArray();
        return new LogisticModel(model[size] - Enumerable.Range(0, size).Sum(j => fitted[j] * mean[j]), fitted);
    }

    private static (double[] Mean, double[] Deviation) Standardise(IReadOnlyList<ConfidenceSample> samples, double[] weights, int size)
    {
        var total = weights.Sum();
        double[] mean = new double[size], deviation = new double[size];
        for (var j = 0; j < size; j++)
        {
            for (var i = 0; i < samples.Count; i++)
                mean[j] += weights[i] * samples[i].Signals[j] / total;
            for (var i = 0; i < samples.Count; i++)
                deviation[j] += weights[i] * Math.Pow(samples[i].Signals[j] - mean[j], 2) / total;

            // A signal that never varies here tells nothing; a wide unit keeps its weight where it was.
            deviation[j] = deviation[j] > 1e-9 ? Math.Sqrt(deviation[j]) : 1;
        }

        return (mean, deviation);
    }

    /// <summary>Gaussian elimination; the matrix is symmetric and, by the prior, positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                right[row] -= factor * right[pivot];
                for (var column = pivot; column < size; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            solution[row] = right[row];
            for (var column = row + 1; column < size; column++)
                solution[row] -= matrix[row, column] * solution[column];
            solution[row] /= matrix[row, row];
        }

        return solution;
    }
}

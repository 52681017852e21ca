namespace CxBot.Answering;

/// <summary>Fits a logistic regression by Newton's method: weighted log-loss, and a Gaussian prior around weights that are known to serve elsewhere.</summary>
internal static class LogisticFit
{
    private const int Rounds = 25;

    /// <param name="rows">Signals of each sample.</param>
    /// <param name="weights">How much each sample counts.</param>
    /// <param name="targets">What is to be told.</param>
    /// <param name="trust">How many samples' worth of trust the weights of <paramref name="prior"/> have.</param>
    /// <param name="biasTrust">The same of its bias.</param>
    public static LogisticModel Fit(IReadOnlyList<double[]> rows, IReadOnlyList<double> weights, IReadOnlyList<bool> targets, LogisticModel prior, double trust, double biasTrust)
    {
        var size = prior.Weights.Count;
        double[] before = [.. prior.Weights, prior.Bias];
        double[] model = [.. before];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[size + 1];
            var curvature = new double[size + 1, size + 1];
            for (var j = 0; j <= size; j++)
            {
                var pull = j < size ? trust : biasTrust;
                gradient[j] = pull * (model[j] - before[j]);
                curvature[j, j] = pull;
            }

            for (var i = 0; i < rows.Count; i++)
            {
                double[] row = [.. rows[i], 1];
                var logit = 0.0;
                for (var j = 0; j <= size; j++)
                    logit += model[j] * row[j];
                var probability = 1 / (1 + Math.Exp(-logit));
                var error = weights[i] * (probability - (targets[i] ? 1 : 0));
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

        return new LogisticModel(model[size], model[..size]);
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
